# isfix-test: select=ISF001
a = x is None
b = True is not x
c = ... is x
d = __debug__ is x
