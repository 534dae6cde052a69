# isfix-test: select=ISF001
a = id(x) is id(y)
b = id(x) is not id(y)
c = id(x.y) is id(x.y)
