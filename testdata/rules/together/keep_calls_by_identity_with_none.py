# isfix-test: select=ALL
x = id(a) is None
x = type(a) is None
x = a is type(None)
x = a == type(None)
x = list() is None
x = object() is not None
x = list() is True
