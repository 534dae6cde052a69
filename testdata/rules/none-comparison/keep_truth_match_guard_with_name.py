match x:
    case y if y == nothing: pass
    case _ if x.y != nothing: pass
