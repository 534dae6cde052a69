# isfix-test: select=SIM201
x = len(a) == 1
x = "a" == str(b)
x = len(a) != 1
if a == b: pass
assert a == b
x = bool(a == b)
x = c if a == b else d
