def f(x):
    if x:
        # ruff: disable[E711]
        return x == None
    return x is None
