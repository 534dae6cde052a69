# isfix-test: ignore=E711
flag = not name == None
flag = name is not None
flag = name == None is "a"
