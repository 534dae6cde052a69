# isfix-test: select=ISF001
a = id() == id()
b = id(*x) == id(y)
c = id(x, y) == id(y)
d = id(**x) == id(y)
e = id(x=y) == id(y)
