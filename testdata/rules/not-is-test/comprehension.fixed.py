names = [x for x in xs if x is not y]
names = {x: x is not y for x in xs if x is not z}
