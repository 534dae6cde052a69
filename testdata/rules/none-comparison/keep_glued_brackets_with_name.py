if(nothing)==x: pass
if(x)==(nothing): pass
if x[0]==nothing: pass
if x()!=nothing: pass
if nothing!=(x): pass
