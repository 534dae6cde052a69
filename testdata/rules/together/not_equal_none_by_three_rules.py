# isfix-test: select=E711,E714,SIM201,SIM202
if not x == None: pass
y = not x == None
y = not (x != None)
y = not not x == None
if not len(x) == None: pass
query.filter(not x.name == None)
def test_eq():
    assert not x == None
