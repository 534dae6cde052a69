match name == "a":
    case [first, *_] if first == "b":
        pass
    case _ if name != 1:
        pass
