flag = not not not x < y
