query.filter(x == None)
query.filter(y, x != None)
