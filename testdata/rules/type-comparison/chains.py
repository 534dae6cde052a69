# isfix-test: select=E721
if type(a) == type(b) == type(c): pass
if type(a) == str == x: pass
if x < type(a) == int is y: pass
if type(a) == int != type(b): pass
