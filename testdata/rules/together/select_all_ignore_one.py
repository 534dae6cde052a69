# isfix-test: select=ALL ignore=E713
flag = not name in names
flag = not name is "a"
