table = {x is not y: x is not z}
part = items[x is not y:x is not z]
