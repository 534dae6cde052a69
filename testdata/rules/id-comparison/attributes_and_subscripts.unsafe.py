# isfix-test: select=ISF001
a = s.upper is s.upper
b = a.b.c is not a
c = a[0] is a[-1]
d = f().x is f()[0]
e = a is b.c
f = a[i := 1] is a[i]
g = 1 .real is b
