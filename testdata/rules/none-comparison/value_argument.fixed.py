call(x is None, key=x is not None)
