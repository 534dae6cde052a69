# isfix-test: select=ISF002
if x == list() == y: pass
if x is y == list(): pass
if list() == x is None: pass
if None is list() == x: pass
