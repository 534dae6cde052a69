# isfix-test: select=ISF001
a = (id(x)) == (id(y))
b = id((x)) == id( ( y ) )
c = id(x,) == id( y , )
d = (id)(x) == id (y)
e = id	(x) == id  ( y )
f = (id(x) == id(y)) is True
g = f(*id(a) == id(b), **id(a) == id(b))
