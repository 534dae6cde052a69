def generator():
    yield x == nothing
