for x in [not x < y for x in z]: pass
names = [x for x in y if not x < z]
