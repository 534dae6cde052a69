# isfix-test: select=E713
flag = not name is "a"
flag = not name in names
flag = not name is None
flag = name == None
