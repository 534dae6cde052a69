flag = not a in b in c
flag = not a is None in b
flag = not (a < b < c)
flag = not a is b is c
