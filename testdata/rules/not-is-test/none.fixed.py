if x is not None: pass
if x.y is None: pass
if x is not None: pass
