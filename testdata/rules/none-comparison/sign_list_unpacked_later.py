conditions = [x == None]
conditions.append(y != None)
conditions += [z == None]
query(*conditions)
