def function(value=()):
    if value == ():
        return None
    return value
