flag = x is not y
