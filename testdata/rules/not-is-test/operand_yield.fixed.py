def generator():
    if (yield) is not x: pass
    flag = (yield x) is not y
