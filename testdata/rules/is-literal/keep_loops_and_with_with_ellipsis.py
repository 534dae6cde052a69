for item in [name is ...]: pass
with open(name if name is ... else other) as handle, lock(name is ...): pass
