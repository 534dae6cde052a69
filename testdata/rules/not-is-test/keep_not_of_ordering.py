flag = not x < y
flag = not (x >= y)
