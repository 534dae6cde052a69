# isfix-test: select=ISF002
if list() == list(x): pass
if tuple() == list(): pass
if str(x) != str(y): pass
