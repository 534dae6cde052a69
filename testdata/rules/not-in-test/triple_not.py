flag = not not not x in y
