# isfix-test: select=ISF001
a = x is y
b = x is not y
c = x.y is x.y
