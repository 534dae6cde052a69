key = lambda x: x is None
