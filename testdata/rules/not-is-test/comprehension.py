names = [x for x in xs if not x is y]
names = {x: not x is y for x in xs if not (x is z)}
