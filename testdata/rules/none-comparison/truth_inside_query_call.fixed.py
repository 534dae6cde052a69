query.filter(a if x is None else b)
query.where(x is not None)
