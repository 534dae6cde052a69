flags = [x == nothing, (x != nothing, {x == nothing: 1})]
