flag = (x == None) & y
flag = y | (x != None)
flag = (x == None) ^ y
flag = ~(x == None)
