x == nothing
x != nothing
