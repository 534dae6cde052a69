flag = a == None == b
flag = a < b != None
flag = a == b == None
