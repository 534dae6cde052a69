names = filter(lambda x: x != None, xs)
flag = any(x == None for x in xs)
flag = all([x != None for x in xs])
