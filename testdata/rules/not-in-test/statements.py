if not x in y: pass
elif not (x in y): pass
while not x in y: pass
assert not x in y, not (x in z)
