flag = [not(x in y)for x in xs]
flag = 1 if not(x in y)else 2
flag = not(x in y)and z
flag = not(x in y)or z
