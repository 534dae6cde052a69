query.filter(function(wrap(x is None)))
query.filter(*[x is None])
query.filter(or_(y, x is not None))
