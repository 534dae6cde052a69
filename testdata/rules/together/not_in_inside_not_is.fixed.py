flag = (a not in b) is not c
flag = (a is not b) not in c
flag = (a in b) is not (c not in d)
