flag = [x] == None
flag = {} != None
