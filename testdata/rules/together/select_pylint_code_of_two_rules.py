# isfix-test: select=C0117
flag = not name in names
flag = not name is other
flag = name is "a"
