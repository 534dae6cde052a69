# isfix-test: select=SIM201
def f(a: float, b: float):
    if not a == b: pass
    assert not a == 1.5
    x = not a == b
    return not float(x) == 1.5
