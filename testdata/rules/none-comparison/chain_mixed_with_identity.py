flag = a is b == None
flag = a == None is b
