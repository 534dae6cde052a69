flag = not(x is y)
def function():
    return(not(x is y))
assert(not(x is y))
