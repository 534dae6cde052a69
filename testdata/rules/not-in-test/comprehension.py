names = [x for x in xs if not x in y]
names = {x: not x in y for x in xs if not (x in z)}
