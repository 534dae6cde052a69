key = lambda x: x not in y
key = lambda: x not in y
