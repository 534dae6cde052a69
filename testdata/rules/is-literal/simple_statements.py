del table[name is "a"]
raise Error(name is 1) from (cause if name is 2 else None)
