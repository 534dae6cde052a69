# isfix-test: select=SIM201
def test_eq():
    assert Money(1) != Money(2)
    assert 1 != 2
    if len(a) != 1: pass
