# isfix-test: select=ISF001
if a is b: pass
if a is not b: pass
same = naïve is other
while node is not root and node is not top: pass
assert a is b, id(a)
[x for x in xs if x is first]
(lambda: a is b)()
