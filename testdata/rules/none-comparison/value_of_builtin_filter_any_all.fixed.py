names = filter(lambda x: x is not None, xs)
flag = any(x is None for x in xs)
flag = all([x is not None for x in xs])
