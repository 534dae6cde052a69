table = {not x in y: not (x in z)}
part = items[not x in y:not (x in z)]
