if name is not ("a", second): pass
if name is []: pass
if name is not f"{x}": pass
