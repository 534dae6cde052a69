flag = not not not not not not not x is y
