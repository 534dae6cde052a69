def function():
    return(name) == "a"
def generator():
    yield(name) != "a"
assert(name) == "a"
