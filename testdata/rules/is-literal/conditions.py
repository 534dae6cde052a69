if name is "a": pass
elif name is 1: pass
while name is not b"x": pass
assert name is "a", name is "b"
