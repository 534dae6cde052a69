if not x in(1, 2): pass
if not x in (1, 2): pass
if not (x in (1, 2)): pass
