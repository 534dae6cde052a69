assert x == nothing
assert x != nothing, x == nothing
