if (x is y) is not z: pass
if x is not (y is z): pass
