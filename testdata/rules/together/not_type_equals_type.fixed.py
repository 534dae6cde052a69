# isfix-test: select=E721,SIM201,SIM202,E714
if not type(a) == type(b): pass
if type(a) is not str: pass
if type(a) is type(""): pass
if not type(a) == type(b) == type(c): pass
if type(a) is int: pass
x = not type(a) == str  # noqa: E721
x = type(a) is not str  # noqa: SIM201
x = not type(a) is str  # noqa: E714
