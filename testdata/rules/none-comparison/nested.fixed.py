flag = (x is None) == (y is not None)
flag = (x is None) is None
