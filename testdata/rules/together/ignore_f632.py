# isfix-test: ignore=F632
flag = not name is "a"
flag = name is "a"
flag = not name == None
