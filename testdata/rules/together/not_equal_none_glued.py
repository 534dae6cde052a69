if not(x==None): pass
if not x==None: pass
flag = 1 if not(x!=None)else 2
