# isfix-test: select=E721
if type(a) == type(b): pass
if type(self) != type(other): return_ = NotImplemented
assert type(f(a)) == type(g(b)[0])
