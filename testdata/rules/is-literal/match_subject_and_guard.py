match name is "a":
    case [first, *_] if first is "b":
        pass
    case _ if name is not 1:
        pass
