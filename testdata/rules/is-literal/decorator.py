@register(name is "a")
@(name is not 1)
def function(default=name is "a") -> name is 2:
    return name is "c"
