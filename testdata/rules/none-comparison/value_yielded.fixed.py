def generator():
    yield x is None
