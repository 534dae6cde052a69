flag = not not not not not not not x in y
