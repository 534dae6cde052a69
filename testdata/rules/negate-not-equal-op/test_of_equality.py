# isfix-test: select=SIM202
def test_eq():
    assert not Money(1) != Money(2)
    assert not 1 != 2
    if not len(a) != 1: pass
