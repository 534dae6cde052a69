flag = x not in y
