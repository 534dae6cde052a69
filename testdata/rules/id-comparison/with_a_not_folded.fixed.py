# isfix-test: select=ISF001,E714
a = x is not y
b = x is y
c = x is y
d = (  # why
    x is not y)
e = x is not y
f = \
    x is not y
x is not y
g = id(x) is not id(y)
h = 1 if x is not y else 2
