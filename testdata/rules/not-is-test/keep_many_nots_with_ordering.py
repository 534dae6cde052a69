flag = not not not not not not not x < y
