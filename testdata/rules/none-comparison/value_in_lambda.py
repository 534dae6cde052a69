key = lambda x: x == None
