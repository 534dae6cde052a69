flag = not a is b is 1
flag = not (a == None == b)
flag = not a is "a" in b
