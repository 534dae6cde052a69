parent.any(x == nothing)
parent.all(x != nothing)
parent.has(x == nothing)
