flag = not x not in y
