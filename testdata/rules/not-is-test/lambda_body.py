key = lambda x: not x is y
key = lambda: not (x is y)
