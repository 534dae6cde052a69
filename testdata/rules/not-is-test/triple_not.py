flag = not not not x is y
