def generator():
    if not (yield) < x: pass
    flag = not (yield x) < y
