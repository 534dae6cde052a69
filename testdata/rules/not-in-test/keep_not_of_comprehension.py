flag = not [x for x in xs if x in y]
flag = not (x in y for x in xs)
