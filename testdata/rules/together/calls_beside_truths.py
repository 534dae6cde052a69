# isfix-test: select=ALL
x = id(a) == True
x = type(a) != False
x = list() == True
x = True == float("nan")
x = (id(a) == id(b)) == True
x = (id(a.x) == id(b.x)) == True
x = (type(a) == str) == True
x = (a is list()) != False
