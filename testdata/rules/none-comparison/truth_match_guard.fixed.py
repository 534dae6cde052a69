match x:
    case y if y is None: pass
    case _ if x.y is not None: pass
