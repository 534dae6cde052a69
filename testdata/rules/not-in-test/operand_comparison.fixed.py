if (x in y) not in z: pass
if x not in (y in z): pass
