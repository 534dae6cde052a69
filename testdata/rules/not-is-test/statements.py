if not x is y: pass
elif not (x is y): pass
while not x is y: pass
assert not x is y, not (x is z)
