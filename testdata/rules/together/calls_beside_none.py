# isfix-test: select=ALL
x = id(a) == None
x = not id(a) == None
x = type(a) == None
x = not type(a) == None
x = a == type(None)
x = type(a) == type(None)
x = not type(a) == type(None)
x = float("nan") == None
x = not float("nan") == None
x = list() == None
x = not list() == None
x = object() == None
