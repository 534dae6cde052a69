for item in [name is "a"]: pass
with open(name if name is "a" else other) as handle, lock(name is 1): pass
