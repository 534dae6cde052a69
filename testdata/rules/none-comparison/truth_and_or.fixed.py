if x is None and y is not None: pass
flag = x is None or y
