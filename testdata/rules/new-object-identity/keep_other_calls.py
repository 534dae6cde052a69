# isfix-test: select=ISF002
if x is frozenset(): pass
if x is list: pass
if x is y.list(): pass
if x is list()[0]: pass
if x is list().copy: pass
if x is type(y): pass
if x is f(list()): pass
if x in list(): pass
if x == list(): pass
if x is y: pass
