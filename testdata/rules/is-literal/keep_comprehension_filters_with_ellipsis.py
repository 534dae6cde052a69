names = [item for item in items if item is ... if item is not ...]
names = {item: item is ... for item in items if item is ...}
total = sum(item is ... for item in items)
