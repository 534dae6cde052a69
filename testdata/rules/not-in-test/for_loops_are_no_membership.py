for x in [not x in y for x in z]: pass
names = [x for x in y if not x in z]
