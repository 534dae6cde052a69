# isfix-test: select=ALL
x = not id(a) == id(b)
x = not id(a) != id(b)
x = not not id(a) == id(b)
x = not id(a) is id(b)
x = not id(a.x) == id(b.x)
x = not id(f()) == id(b)
if not id(a) == id(b): raise
x = not id(a) == b
x = id(a) is 5
x = not id(a) is 5
