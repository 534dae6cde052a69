for x in y: pass
names = [not x for x in y]
for x in (not y, z): pass
