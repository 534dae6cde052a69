# isfix-test: select=R0123,singleton-comparison
flag = name == "a"
flag = name is None
flag = not name in names
