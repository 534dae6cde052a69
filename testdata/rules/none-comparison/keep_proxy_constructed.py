import wrapt
assert wrapt.ObjectProxy(None) == None
