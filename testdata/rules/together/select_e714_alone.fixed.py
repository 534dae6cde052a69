# isfix-test: select=E714
flag = name is not "a"
flag = name is 1
flag = name is not None
flag = not name == None
flag = not name in names
