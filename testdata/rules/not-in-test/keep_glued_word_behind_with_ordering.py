flag = [not(x < y)for x in xs]
flag = 1 if not(x < y)else 2
flag = not(x < y)and z
flag = not(x < y)or z
