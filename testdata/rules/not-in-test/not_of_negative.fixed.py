flag = x in y
