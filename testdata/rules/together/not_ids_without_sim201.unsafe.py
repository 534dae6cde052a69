# isfix-test: select=ISF001,E714
x = a is not b
x = a is not b
x = a is not b
x = a.x is not b.x
if a is not b: raise
