if x not in y: pass
elif x not in y: pass
while x not in y: pass
assert x not in y, x not in z
