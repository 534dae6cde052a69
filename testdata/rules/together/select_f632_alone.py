# isfix-test: select=F632
flag = not name is "a"
flag = not name is None
flag = not name in names
flag = name == None
flag = not (name is not 1)
