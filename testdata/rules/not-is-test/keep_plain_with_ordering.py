flag = not x < y
