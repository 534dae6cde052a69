def function():
    return not x < y
def generator():
    yield not (x < y)
    yield(not(x < y))
