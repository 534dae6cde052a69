# isfix-test: select=ISF001
a = id(match) == id(case)
id(type) != id(_)
print(id(x) == id(print))
