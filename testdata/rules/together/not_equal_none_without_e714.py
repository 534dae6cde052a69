# isfix-test: select=E711,SIM201,SIM202
if not x == None: pass
y = not len(x) == None
query.filter(not X.name == None)
y = not x == None  # noqa: E711
y = not x == None  # noqa: SIM201
