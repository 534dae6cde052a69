flag = bool(x == nothing)
