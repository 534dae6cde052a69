# isfix-test: select=ISF001,E714
x = not id(a) == id(b)
x = not not id(a) != id(b)
x = not id(a) is id(b)
x = not id(a.x) == id(b.x)
if not id(a) == id(b): raise
