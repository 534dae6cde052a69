flag = not x
flag = not x.y
