True == None
... != None
