flag = a == nothing == b
flag = a < b != nothing
flag = a == b == nothing
