# isfix-test: select=E711,E714,SIM201,SIM202
if x is not None: pass
y = x is not None
y = x is None
y = x is None
if len(x) is not None: pass
query.filter(x.name is not None)
def test_eq():
    assert not x == None
