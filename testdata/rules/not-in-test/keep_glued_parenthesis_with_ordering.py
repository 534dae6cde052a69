flag = not(x < y)
def function():
    return(not(x < y))
assert(not(x < y))
