# isfix-test: select=ISF002
if x is list() is y: pass
if x is y is list(): pass
if list() is x is None: pass
if None is list() is x: pass
