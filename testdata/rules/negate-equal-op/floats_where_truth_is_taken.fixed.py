# isfix-test: select=SIM201
def f(a: float, b: float):
    if a != b: pass
    assert a != 1.5
    x = not a == b
    return float(x) != 1.5
