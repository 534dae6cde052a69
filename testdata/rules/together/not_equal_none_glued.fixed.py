if x is not None: pass
if x is not None: pass
flag = 1 if x is None else 2
