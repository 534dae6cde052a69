if(None)==x: pass
if(x)==(None): pass
if x[0]==None: pass
if x()!=None: pass
if None!=(x): pass
