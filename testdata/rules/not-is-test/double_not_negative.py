flag = not not x is not y
