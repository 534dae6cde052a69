def pick(frame, other):
    mask = frame.names == None
    return frame[mask]


def invert(values):
    empty = values == None
    return ~empty


def build(query, owner):
    wanted = owner.gone == None
    return query.filter(wanted)


def rebind(thing):
    thing = thing != None
    return thing


def kept(value):
    empty = value == None
    return empty
