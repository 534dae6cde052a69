# isfix-test: select=ALL
x = id(a) is None
x = id(a) is not None
x = type(a) is None
x = type(a) is not None
x = a == type(None)
x = type(a) is type(None)
x = type(a) is not type(None)
x = float("nan") is None
x = float("nan") is not None
x = list() is None
x = list() is not None
x = object() is None
