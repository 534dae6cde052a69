flag = y or x is None
