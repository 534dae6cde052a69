flag = not call(x is y)
flag = not bool(x is y)
