# isfix-test: select=ISF001,SIM201,SIM202
x = a is not b
x = not a is b
x = a.x is not b.x
x = not a.x is not b.x
if not a is b: raise
