x == None
x != None
