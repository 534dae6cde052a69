def f(x):
    if x == None:
        # pylint: disable=singleton-comparison
        y = x == None
        return y or x != None
    return x == None


x == None
