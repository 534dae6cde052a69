table = {not x < y: not (x < z)}
part = items[not x < y:not (x < z)]
