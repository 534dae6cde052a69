query.filter(x is None)
query.filter(y, x is not None)
