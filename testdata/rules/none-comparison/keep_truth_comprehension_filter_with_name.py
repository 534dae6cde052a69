names = [x for x in xs if x == nothing]
names = {x for x in xs if x != nothing if x.y == nothing}
names = {x: 1 for x in xs if x == nothing}
total = sum(1 for x in xs if x != nothing)
