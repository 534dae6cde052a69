flag = not (x == nothing)
