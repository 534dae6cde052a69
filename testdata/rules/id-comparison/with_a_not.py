# isfix-test: select=ISF001
a = not id(x) == id(y)
b = not (id(x) != id(y))
c = not not id(x) == id(y)
