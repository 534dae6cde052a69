flag = x % None == y
flag = None + x == y
