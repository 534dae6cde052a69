# isfix-test: select=ISF001,E714
a = not id(x) == id(y)
b = not (id(x) != id(y))
c = not not id(x) == id(y)
d = not (  # why
    id(x) == id(y))
e = not ( id( x ) == id( y ) )
f = not \
    id(x) == id(y)
not \
    id(x) == id(y)
g = not id(x) is id(y)
h = 1 if not(id(x)==id(y))else 2
