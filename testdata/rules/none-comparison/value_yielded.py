def generator():
    yield x == None
