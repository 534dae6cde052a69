names = [item for item in items if item == "a" if item != 1]
names = {item: item == "a" for item in items if item == 2}
total = sum(item == 1 for item in items)
