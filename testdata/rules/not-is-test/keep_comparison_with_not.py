flag = x == (not y)
