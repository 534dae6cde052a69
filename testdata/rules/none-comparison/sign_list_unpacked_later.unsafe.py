conditions = [x is None]
conditions.append(y is not None)
conditions += [z is None]
query(*conditions)
