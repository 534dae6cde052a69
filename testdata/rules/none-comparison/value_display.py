flags = [x == None, (x != None, {x == None: 1})]
