flag = 0 == None == 1
