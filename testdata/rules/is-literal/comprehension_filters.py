names = [item for item in items if item is "a" if item is not 1]
names = {item: item is "a" for item in items if item is 2}
total = sum(item is 1 for item in items)
