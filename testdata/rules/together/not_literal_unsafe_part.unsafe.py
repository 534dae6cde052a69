if name != ("a", second): pass
if name == []: pass
if name != f"{x}": pass
