if x == nothing and y != nothing: pass
flag = x == nothing or y
