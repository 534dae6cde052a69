# isfix-test: select=ISF002
if list() is list(x): pass
if tuple() is list(): pass
if str(x) is not str(y): pass
