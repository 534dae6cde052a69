def function():
    return x not in y
def generator():
    yield x not in y
    yield(x not in y)
