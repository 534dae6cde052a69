None == None
None != None
