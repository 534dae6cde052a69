# isfix-test: select=E721
if type(a) is type(b): pass
if type(self) is not type(other): return_ = NotImplemented
assert type(f(a)) is type(g(b)[0])
