x = not len(a) != 1
if not a != b: pass
