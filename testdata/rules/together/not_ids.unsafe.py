# isfix-test: select=ALL
x = a is not b
x = a is b
x = a is b
x = a is not b
x = a.x is not b.x
x = id(f()) != id(b)
if a is not b: raise
x = id(a) != b
x = id(a) == 5
x = id(a) != 5
