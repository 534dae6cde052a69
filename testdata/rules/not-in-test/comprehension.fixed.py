names = [x for x in xs if x not in y]
names = {x: x not in y for x in xs if x not in z}
