flag = a if x == nothing else b
