# isfix-test: select=E712,E714,SIM201,SIM202
def f(a: bool, b: bool | None, c):
    x = a is not True
    x = b is not True
    x = b is True
    x = not c == True
    x = not c != False
    if b is True: pass
    x = a is True
    return x
