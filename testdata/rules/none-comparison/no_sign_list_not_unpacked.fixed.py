conditions = [x is None]
query(conditions)
