query.filter(a if x == None else b)
query.where(not x == None)
