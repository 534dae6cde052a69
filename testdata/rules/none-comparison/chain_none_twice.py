flag = None == x == None
