if (x == None if a else y != None): pass
