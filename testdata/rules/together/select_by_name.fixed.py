# isfix-test: select=is-literal,not-in-test
flag = not name == "a"
flag = name not in names
flag = name == None
