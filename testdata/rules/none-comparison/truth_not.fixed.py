flag = x is not None
