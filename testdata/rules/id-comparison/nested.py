# isfix-test: select=ISF001,E714
a = id(x[id(y) == id(z)]) == id(w)
b = f(id(x) == id(y), not id(x.a) == id(y))
c = (id(x) == id(y)) == (id(z) == id(w))
