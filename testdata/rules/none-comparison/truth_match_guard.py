match x:
    case y if y == None: pass
    case _ if x.y != None: pass
