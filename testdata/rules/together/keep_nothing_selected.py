# isfix-test: select=F632 ignore=F632
flag = not name is "a"
flag = name == None
