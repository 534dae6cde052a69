flag = y or x == None
