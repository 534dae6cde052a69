# isfix-test: select=ISF001
id = 5
a = id == id
del id
b = id(x) == id(y)
