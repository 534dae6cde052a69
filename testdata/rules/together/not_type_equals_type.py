# isfix-test: select=E721,SIM201,SIM202,E714
if not type(a) == type(b): pass
if not type(a) == str: pass
if not type(a) != type(""): pass
if not type(a) == type(b) == type(c): pass
if not not type(a) == int: pass
x = not type(a) == str  # noqa: E721
x = not type(a) == str  # noqa: SIM201
x = not type(a) == str  # noqa: E714
