# isfix-test: select=ISF001,E714
a = id(x[y is z]) == id(w)
b = f(x is y, not id(x.a) == id(y))
c = (x is y) == (z is w)
