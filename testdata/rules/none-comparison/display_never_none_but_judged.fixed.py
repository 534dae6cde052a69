flag = [x] is None
flag = {} is not None
