def generator():
    if not (yield) in x: pass
    flag = not (yield x) in y
