flag = y or x == nothing
