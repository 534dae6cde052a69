flag = not not x in y
flag = not (not x in y)
flag = not (not (x in y))
