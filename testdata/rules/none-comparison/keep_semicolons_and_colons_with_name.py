if x == nothing:pass
flag = {x == nothing:x != nothing}
flag = xs[x == nothing:y]
