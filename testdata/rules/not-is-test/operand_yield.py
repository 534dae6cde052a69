def generator():
    if not (yield) is x: pass
    flag = not (yield x) is y
