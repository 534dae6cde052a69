# isfix-test: select=E711,SIM201,SIM202
if not x is None: pass
y = len(x) is not None
query.filter(not X.name == None)
y = not x == None  # noqa: E711
y = not x is None  # noqa: SIM201
