if not not x == None: pass
flag = not (not (x != None))
