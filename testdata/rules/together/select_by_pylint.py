# isfix-test: select=R0123,singleton-comparison
flag = name is "a"
flag = name == None
flag = not name in names
