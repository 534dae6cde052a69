# isfix-test: ignore=E714
flag = not name == "a"
flag = not name is None
flag = not x is None
flag = not (name != 1)
flag = not not name is None
