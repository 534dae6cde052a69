conditions = [x == None]
query(conditions)
