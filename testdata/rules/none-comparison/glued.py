if x==None: pass
if x!=None: pass
if None==x: pass
if None!=x: pass
