# isfix-test: select=ISF001,E714
a = x[y is z] is w
b = f(x is y, x.a is not y)
c = (x is y) == (z is w)
