flag = not(x in y)
def function():
    return(not(x in y))
assert(not(x in y))
