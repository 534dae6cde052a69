# isfix-test: select=SIM201
if a != b: pass
if a != b: pass
x = a.b != c[0]
x = [y for y in z if y != a]
f(a != "a", k=a != 1)
while f() != g(): pass
return_ = lambda: a != b
