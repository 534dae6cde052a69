def function():
    return x is not y
def generator():
    yield x is not y
    yield(x is not y)
