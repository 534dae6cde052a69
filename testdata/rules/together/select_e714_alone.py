# isfix-test: select=E714
flag = not name is "a"
flag = not name is not 1
flag = not name is None
flag = not name == None
flag = not name in names
