# isfix-test: select=E721
if type(x) is type(None): pass
if type(x) is type(""): pass
if type(x) is not type([]): pass
if type({}) is type(x): pass
if type(x) is type(lambda: 0): pass
if type(x) is type(f"{y}"): pass
if type(x) is type(1.0): pass
