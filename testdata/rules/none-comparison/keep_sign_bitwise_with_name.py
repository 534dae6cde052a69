flag = (x == nothing) & y
flag = y | (x != nothing)
flag = (x == nothing) ^ y
flag = ~(x == nothing)
