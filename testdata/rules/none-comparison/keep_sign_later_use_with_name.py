def pick(frame, other):
    mask = frame.names == nothing
    return frame[mask]


def invert(values):
    empty = values == nothing
    return ~empty


def build(query, owner):
    wanted = owner.gone == nothing
    return query.filter(wanted)


def rebind(thing):
    thing = thing != nothing
    return thing


def kept(value):
    empty = value == nothing
    return empty
