flag = [not(x is y)for x in xs]
flag = 1 if not(x is y)else 2
flag = not(x is y)and z
flag = not(x is y)or z
