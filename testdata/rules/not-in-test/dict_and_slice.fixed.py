table = {x not in y: x not in z}
part = items[x not in y:x not in z]
