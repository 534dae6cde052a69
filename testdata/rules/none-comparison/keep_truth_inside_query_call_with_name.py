query.filter(a if x == nothing else b)
query.where(not x == nothing)
