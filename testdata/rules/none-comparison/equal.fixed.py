x is None
x is not None
