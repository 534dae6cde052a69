query.filter(function(wrap(x == None)))
query.filter(*[x == None])
query.filter(or_(y, x != None))
