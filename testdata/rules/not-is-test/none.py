if not x is None: pass
if not x.y is not None: pass
if not(x is None): pass
