conditions = [x == nothing]
conditions.append(y != nothing)
conditions += [z == nothing]
query(*conditions)
