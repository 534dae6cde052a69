flag = x is not y
def function():
    return(x is not y)
assert(x is not y)
