a = id(x) == id(y)
b = not (id(x) == id(y))
