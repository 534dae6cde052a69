# isfix-test: select=ISF001
a = id(x) < id(y)
b = id(x) >= id(y)
c = id(x) in id(y)
d = id(x) - id(y) == 0
