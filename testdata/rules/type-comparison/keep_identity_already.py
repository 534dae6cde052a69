# isfix-test: select=E721
if type(x) is str: pass
if type(x) is not type(y): pass
if isinstance(x, str): pass
