flag = a is None is b
flag = a < b is not None
flag = a == b is None
