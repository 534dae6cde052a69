match name is ...:
    case [first, *_] if first is ...:
        pass
    case _ if name is not ...:
        pass
