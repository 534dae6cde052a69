flag = not (x == None)
