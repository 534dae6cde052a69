if x is None: pass
if x is not None: pass
if None is x: pass
if None is not x: pass
