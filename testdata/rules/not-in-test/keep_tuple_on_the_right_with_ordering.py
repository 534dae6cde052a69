if not x <(1, 2): pass
if not x < (1, 2): pass
if not (x < (1, 2)): pass
