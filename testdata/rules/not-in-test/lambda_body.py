key = lambda x: not x in y
key = lambda: not (x in y)
