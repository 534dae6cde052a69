del table[name is ...]
raise Error(name is ...) from (cause if name is ... else None)
