flag = x == None + y
