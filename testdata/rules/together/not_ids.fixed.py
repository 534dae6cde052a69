# isfix-test: select=ALL
x = a is not b
x = a is b
x = a is b
x = id(a) is not id(b)
x = id(a.x) != id(b.x)
x = id(f()) != id(b)
if a is not b: raise
x = not id(a) == b
x = id(a) == 5
x = id(a) != 5
