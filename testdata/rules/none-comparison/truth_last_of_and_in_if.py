if y and x == None: pass
if (y or (z and x != None)): pass
