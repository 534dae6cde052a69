# isfix-test: select=E711,SIM201,SIM202
if not x is None: pass
y = len(x) is not None
query.filter(X.name is not None)
y = x != None  # noqa: E711
y = not x is None  # noqa: SIM201
