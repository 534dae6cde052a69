query.filter(x == nothing)
query.filter(y, x != nothing)
