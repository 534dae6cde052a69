call(x == nothing, key=x != nothing)
