flag = a is b == nothing
flag = a == nothing is b
