# isfix-test: select=ALL
x = id(a) == True
x = type(a) != False
x = list() == True
x = True == float("nan")
x = (a is b) is True
x = (id(a.x) == id(b.x)) is True
x = (type(a) is str) is True
x = (a is list()) is not False
