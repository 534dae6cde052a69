flag = not a is b == 1
flag = not (a is None is b)
flag = not a == "a" in b
