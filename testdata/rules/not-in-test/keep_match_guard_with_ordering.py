match x:
    case y if not y < z: pass
    case _ if not(x < z): pass
