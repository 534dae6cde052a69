parent.any(x is None)
parent.all(x is not None)
parent.has(x is None)
