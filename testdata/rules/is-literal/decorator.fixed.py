@register(name == "a")
@(name != 1)
def function(default=name == "a") -> name == 2:
    return name == "c"
