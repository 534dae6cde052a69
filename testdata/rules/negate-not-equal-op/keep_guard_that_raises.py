# isfix-test: select=SIM202
if not a != b:
    raise ValueError(a)
if c: pass
elif not len(a) != 1:
    raise ValueError
if d and not a != b: raise
