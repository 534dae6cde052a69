# isfix-test: select=SIM201
if not a == b: pass
if not (a == b): pass
x = not a.b == c[0]
x = [y for y in z if not y == a]
f(not a == "a", k=not a == 1)
while not f() == g(): pass
return_ = lambda: not a == b
