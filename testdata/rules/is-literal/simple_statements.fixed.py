del table[name == "a"]
raise Error(name == 1) from (cause if name == 2 else None)
