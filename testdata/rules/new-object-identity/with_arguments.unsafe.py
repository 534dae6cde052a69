# isfix-test: select=ISF002
if x == list(y): pass
if x != dict(a=1): pass
if x == set(y for y in z): pass
if x == bytearray(3): pass
if x == tuple(y): pass
if x == str(y): pass
if x != bytes(*y): pass
if x == int("5"): pass
if x == float(y): pass
