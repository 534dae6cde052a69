@register(name is ...)
@(name is not ...)
def function(default=name is ...) -> name is ...:
    return name is ...
