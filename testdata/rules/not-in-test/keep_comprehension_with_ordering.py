names = [x for x in xs if not x < y]
names = {x: not x < y for x in xs if not (x < z)}
