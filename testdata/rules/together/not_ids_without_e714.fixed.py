# isfix-test: select=ISF001,SIM201,SIM202
x = a is not b
x = not id(a) is id(b)
x = id(a.x) != id(b.x)
x = not id(a.x) is not id(b.x)
if not a is b: raise
