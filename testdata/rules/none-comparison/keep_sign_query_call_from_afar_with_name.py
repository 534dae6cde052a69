query.filter(function(wrap(x == nothing)))
query.filter(*[x == nothing])
query.filter(or_(y, x != nothing))
