flag = not (x in y)
flag = not (x not in y)
flag = not ((x in y))
