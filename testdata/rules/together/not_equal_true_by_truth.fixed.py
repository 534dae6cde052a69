# isfix-test: select=E712,E714,SIM201,SIM202 style=truth
def f(a: bool, b: bool | None, c):
    x = not a
    x = not b
    x = b is True
    x = not c == True
    x = not c != False
    if b: pass
    x = a
    return x
