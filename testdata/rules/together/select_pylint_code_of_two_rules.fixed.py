# isfix-test: select=C0117
flag = name not in names
flag = name is not other
flag = name is "a"
