def f(x):
    # ruff: disable[E711]
    if x == None:
        return x != None
