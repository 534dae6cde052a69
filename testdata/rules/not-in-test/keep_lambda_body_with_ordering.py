key = lambda x: not x < y
key = lambda: not (x < y)
