# isfix-test: select=E721
if type(a) is type(b) is type(c): pass
if type(a) is str == x: pass
if x < type(a) is int is y: pass
if type(a) is int is not type(b): pass
