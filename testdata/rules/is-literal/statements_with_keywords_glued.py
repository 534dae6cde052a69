def function():
    return(name)is"a"
def generator():
    yield(name)is not"a"
assert(name)is"a"
