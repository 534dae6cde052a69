match x:
    case y if y not in z: pass
    case _ if x not in z: pass
