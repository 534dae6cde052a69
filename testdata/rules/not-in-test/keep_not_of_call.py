flag = not call(x in y)
flag = not bool(x in y)
