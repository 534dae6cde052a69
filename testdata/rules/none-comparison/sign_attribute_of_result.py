flag = (x == None).any()
flag = (x != None).sum().y
