# isfix-test: select=is-literal,not-in-test
flag = not name is "a"
flag = not name in names
flag = name == None
