# isfix-test: select=SIM201
x = not not a == b
x = not (not a.b == 1)
def f(a: float): return not not a == 1.0
x = not not (a is b) == c
