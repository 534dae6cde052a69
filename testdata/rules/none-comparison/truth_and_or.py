if x == None and y != None: pass
flag = x == None or y
