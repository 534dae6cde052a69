flag = nothing == x == nothing
