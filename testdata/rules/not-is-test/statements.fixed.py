if x is not y: pass
elif x is not y: pass
while x is not y: pass
assert x is not y, x is not z
