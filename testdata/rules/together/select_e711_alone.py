# isfix-test: select=E711
flag = not name is "a"
flag = not name == None
flag = not (name != None)
flag = not name is None
