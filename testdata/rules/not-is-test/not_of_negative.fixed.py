flag = x is y
