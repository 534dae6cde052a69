flag = bool(x == None)
