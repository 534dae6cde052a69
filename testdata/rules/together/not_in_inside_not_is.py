flag = not (not a in b) is c
flag = not (not a is b) in c
flag = not (a in b) is (not c in d)
