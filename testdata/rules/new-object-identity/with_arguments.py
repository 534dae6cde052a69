# isfix-test: select=ISF002
if x is list(y): pass
if x is not dict(a=1): pass
if x is set(y for y in z): pass
if x is bytearray(3): pass
if x is tuple(y): pass
if x is str(y): pass
if x is not bytes(*y): pass
if x is int("5"): pass
if x is float(y): pass
