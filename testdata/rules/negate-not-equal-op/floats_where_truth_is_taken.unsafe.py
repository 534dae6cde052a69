# isfix-test: select=SIM202
def f(a: float, b: float):
    if a == b: pass
    assert a == 1.5
    x = a == b
    return float(x) == 1.5
