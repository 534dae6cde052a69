# isfix-test: ignore=E711
flag = not name == None
flag = not name is None
flag = name == None is "a"
