match x:
    case y if not y is z: pass
    case _ if not(x is z): pass
