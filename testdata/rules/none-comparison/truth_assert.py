assert x == None
assert x != None, x == None
