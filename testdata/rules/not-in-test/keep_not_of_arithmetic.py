flag = not (x in y) + 1
flag = not -(x in y)
flag = not ~(x in y)
