call(x == None, key=x != None)
