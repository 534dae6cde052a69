# isfix-test: select=SIM201
if not a == b == c: pass
x = not (a < b == c)
x = not not a == b is c
