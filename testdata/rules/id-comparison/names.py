# isfix-test: select=ISF001
if id(a) == id(b): pass
if id(a) != id(b): pass
same = id(naïve) == id(other)
while id(node) != id(root) and id(node)!=id(top): pass
assert id(a)==id(b), id(a)
[x for x in xs if id(x) == id(first)]
(lambda: id(a) == id(b))()
