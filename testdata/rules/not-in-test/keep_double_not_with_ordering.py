flag = not not x < y
flag = not (not x < y)
flag = not (not (x < y))
