# isfix-test: select=ISF001
a = id(s.upper) == id(s.upper)
b = id(a.b.c) != id(a)
c = id(a[0]) == id(a[-1])
d = id(f().x) == id(f()[0])
e = id(a) == id(b.c)
f = id(a[i := 1]) == id(a[i])
g = id(1 .real) == id(b)
