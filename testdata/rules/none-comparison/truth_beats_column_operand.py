if User.name == None: pass
if t.c.name != None: pass
