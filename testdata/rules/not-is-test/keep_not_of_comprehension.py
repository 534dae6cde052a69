flag = not [x for x in xs if x is y]
flag = not (x is y for x in xs)
