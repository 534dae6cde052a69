flag = not not x < y
