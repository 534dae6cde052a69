flag = [x is not y for x in xs]
flag = 1 if x is not y else 2
flag = x is not y and z
flag = x is not y or z
