# isfix-test: select=ISF001,SIM201,SIM202
x = not id(a) == id(b)
x = not id(a) is id(b)
x = not id(a.x) == id(b.x)
x = not id(a.x) is not id(b.x)
if not id(a) == id(b): raise
