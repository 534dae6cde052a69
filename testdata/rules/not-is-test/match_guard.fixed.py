match x:
    case y if y is not z: pass
    case _ if x is not z: pass
