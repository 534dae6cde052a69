flag = not x is not y
