# isfix-test: select=E71
flag = not name in names
flag = not name is other
flag = name == None
flag = name is "a"
