if y and x is None: pass
if (y or (z and x is not None)): pass
