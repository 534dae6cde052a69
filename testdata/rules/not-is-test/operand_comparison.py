if not (x is y) is z: pass
if not x is (y is z): pass
