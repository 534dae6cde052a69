if x not in (1, 2): pass
if x not in (1, 2): pass
if x not in (1, 2): pass
