flag = (x == None) == (y != None)
flag = (x == None) == None
