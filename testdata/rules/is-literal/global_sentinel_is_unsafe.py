def function(value=()):
    if value is ():
        return None
    return value
