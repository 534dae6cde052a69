flag = (x == nothing) == (y != nothing)
flag = (x == nothing) == nothing
