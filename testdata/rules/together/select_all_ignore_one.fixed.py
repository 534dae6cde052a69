# isfix-test: select=ALL ignore=E713
flag = not name in names
flag = name != "a"
