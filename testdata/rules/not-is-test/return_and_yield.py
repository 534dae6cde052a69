def function():
    return not x is y
def generator():
    yield not (x is y)
    yield(not(x is y))
