for x in [x not in y for x in z]: pass
names = [x for x in y if x not in z]
