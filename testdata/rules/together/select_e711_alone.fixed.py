# isfix-test: select=E711
flag = not name is "a"
flag = not name is None
flag = not (name is not None)
flag = not name is None
