flag = x not in y
def function():
    return(x not in y)
assert(x not in y)
