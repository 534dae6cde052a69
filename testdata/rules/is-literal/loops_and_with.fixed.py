for item in [name == "a"]: pass
with open(name if name == "a" else other) as handle, lock(name == 1): pass
