# isfix-test: select=E712,E714,SIM201,SIM202
def f(a: bool, b: bool | None, c):
    x = not a == True
    x = not b == True
    x = not b != True
    x = not c == True
    x = not c != False
    if not b != True: pass
    x = not not a == True
    return x
