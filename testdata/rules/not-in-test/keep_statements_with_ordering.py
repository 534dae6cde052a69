if not x < y: pass
elif not (x < y): pass
while not x < y: pass
assert not x < y, not (x < z)
