table = {not x is y: not (x is z)}
part = items[not x is y:not (x is z)]
