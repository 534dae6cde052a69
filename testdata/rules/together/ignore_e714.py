# isfix-test: ignore=E714
flag = not name is "a"
flag = not name == None
flag = not x is None
flag = not (name is not 1)
flag = not not name == None
