flag = (x is None) & y
flag = y | (x is not None)
flag = (x is None) ^ y
flag = ~(x is None)
