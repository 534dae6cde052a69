flag = x is y
flag = x is not y
