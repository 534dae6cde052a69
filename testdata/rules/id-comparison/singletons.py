# isfix-test: select=ISF001
a = id(x) == id(None)
b = id(True) != id(x)
c = id(...) == id(x)
d = id(__debug__) == id(x)
