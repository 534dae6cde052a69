parent.any(x == None)
parent.all(x != None)
parent.has(x == None)
