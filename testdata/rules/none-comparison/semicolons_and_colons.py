if x == None:pass
flag = {x == None:x != None}
flag = xs[x == None:y]
