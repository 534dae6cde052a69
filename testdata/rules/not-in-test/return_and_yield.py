def function():
    return not x in y
def generator():
    yield not (x in y)
    yield(not(x in y))
