flag = [x not in y for x in xs]
flag = 1 if x not in y else 2
flag = x not in y and z
flag = x not in y or z
