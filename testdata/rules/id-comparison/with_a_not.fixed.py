# isfix-test: select=ISF001
a = not x is y
b = not (x is not y)
c = not not x is y
