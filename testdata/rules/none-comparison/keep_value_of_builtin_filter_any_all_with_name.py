names = filter(lambda x: x != nothing, xs)
flag = any(x == nothing for x in xs)
flag = all([x != nothing for x in xs])
