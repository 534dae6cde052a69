if x is None: pass
flag = x is not None
