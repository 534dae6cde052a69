# isfix-test: select=ISF001
a = (x) is (y)
b = (x) is ( y )
c = x is y
d = x is y
e = x is y
f = (x is y) is True
g = f(*a is b, **a is b)
