if (nothing) == x: pass
if x == (nothing): pass
if (x) != ((nothing)): pass
