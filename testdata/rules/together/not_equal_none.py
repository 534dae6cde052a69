if not x == None: pass
if not x != None: pass
if not (x == None): pass
if not None == x: pass
