# isfix-test: select=SIM201
x = not a != b
x = not a < b
x = not a in b
x = not a is b
x = a == b
x = not a
x = not f(a == b)
x = not (a == b and c)
x = not (a == b).any()
x = not a + (b == c)
x = not [a == b]
x = (not a) == b
