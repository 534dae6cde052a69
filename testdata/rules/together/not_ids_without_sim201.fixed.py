# isfix-test: select=ISF001,E714
x = a is not b
x = a is not b
x = id(a) is not id(b)
x = not id(a.x) == id(b.x)
if a is not b: raise
