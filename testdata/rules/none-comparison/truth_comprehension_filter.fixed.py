names = [x for x in xs if x is None]
names = {x for x in xs if x is not None if x.y is None}
names = {x: 1 for x in xs if x is None}
total = sum(1 for x in xs if x is not None)
