if not (x in y) in z: pass
if not x in (y in z): pass
