# isfix-test: ignore=F632
flag = name is not "a"
flag = name is "a"
flag = name is not None
