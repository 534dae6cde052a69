flag = not not x is y
flag = not (not x is y)
flag = not (not (x is y))
