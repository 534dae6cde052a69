def pick(frame, other):
    mask = frame.names is None
    return frame[mask]


def invert(values):
    empty = values is None
    return ~empty


def build(query, owner):
    wanted = owner.gone is None
    return query.filter(wanted)


def rebind(thing):
    thing = thing is not None
    return thing


def kept(value):
    empty = value is None
    return empty
