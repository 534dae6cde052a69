flag = a is b is None
flag = a is None is b
