flag = not (x is y) + 1
flag = not -(x is y)
flag = not ~(x is y)
