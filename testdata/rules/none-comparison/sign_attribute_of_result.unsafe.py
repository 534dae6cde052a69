flag = (x is None).any()
flag = (x is not None).sum().y
