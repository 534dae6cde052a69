flag = a is 1 == None
flag = a == None is 1
flag = None != x is "a"
