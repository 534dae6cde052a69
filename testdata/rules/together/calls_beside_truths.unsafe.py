# isfix-test: select=ALL
x = id(a) is True
x = type(a) is not False
x = list() is True
x = True is float("nan")
x = (a is b) is True
x = (a.x is b.x) is True
x = (type(a) is str) is True
x = (a == list()) is not False
