flag = bool(x is None)
