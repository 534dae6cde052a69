# isfix-test: select=ISF001,E714
a = id(x) == id(y) == id(z)
b = id(x) == id(y) != w
c = w < id(x) == id(y)
d = not id(x) is id(y) is id(z)
