assert x is None
assert x is not None, x is None
