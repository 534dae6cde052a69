def generator():
    if (yield) not in x: pass
    flag = (yield x) not in y
