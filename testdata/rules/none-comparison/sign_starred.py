call(*(x == None))
