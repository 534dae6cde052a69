key = lambda x: x is not y
key = lambda: x is not y
