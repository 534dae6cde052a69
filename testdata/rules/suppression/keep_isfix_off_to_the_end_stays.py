def f(x):
    # isfix: off
    return x == None


y = x is "a"
