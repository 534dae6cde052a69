def f(x):
    if x is None:
        # pylint: disable=singleton-comparison
        y = x == None
        return y or x != None
    return x is None


x is None
