# isfix-test: select=SIM201
def test_eq():
    assert not Money(1) == Money(2)
    assert not 1 == 2
    if len(a) != 1: pass
