if x is None:pass
flag = {x is None:x is not None}
flag = xs[x is None:y]
