if not x < None: pass
if not x.y < None: pass
if not(x < None): pass
