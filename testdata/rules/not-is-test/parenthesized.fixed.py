flag = x is not y
flag = x is y
flag = x is not y
