match x:
    case y if not y in z: pass
    case _ if not(x in z): pass
