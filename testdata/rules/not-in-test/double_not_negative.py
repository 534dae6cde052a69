flag = not not x not in y
