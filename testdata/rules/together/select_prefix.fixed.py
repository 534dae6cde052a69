# isfix-test: select=E71
flag = name not in names
flag = name is not other
flag = name is None
flag = name is "a"
