if name == "a": pass
elif name == 1: pass
while name != b"x": pass
assert name == "a", name == "b"
