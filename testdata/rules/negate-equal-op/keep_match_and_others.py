# isfix-test: select=SIM201
match not a:
    case 1: pass
x = not a; y = b == c
x = (not a, b == c)
f(not a)
b == c
