flag = a == 1 == None
flag = a is None is 1
flag = None is not x == "a"
