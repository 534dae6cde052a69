flag = not x >= y
