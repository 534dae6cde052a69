names = [x for x in xs if x == None]
names = {x for x in xs if x != None if x.y == None}
names = {x: 1 for x in xs if x == None}
total = sum(1 for x in xs if x != None)
