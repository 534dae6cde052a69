if not (x < y) < z: pass
if not x < (y < z): pass
