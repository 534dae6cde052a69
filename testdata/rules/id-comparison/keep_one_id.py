# isfix-test: select=ISF001
a = id(x) == known
b = known != id(x)
c = id(x) == id
d = id(x) in (id(y), id(z))
e = id(x) == hash(y)
f = id(x) == other.id(y)
g = self.id(x) == self.id(y)
h = id(x)[0] == id(y)
i = id(x) + 1 == id(y)
