# isfix-test: select=E721
if type(x) == type(None): pass
if type(x) == type(""): pass
if type(x) != type([]): pass
if type({}) == type(x): pass
if type(x) == type(lambda: 0): pass
if type(x) == type(f"{y}"): pass
if type(x) == type(1.0): pass
