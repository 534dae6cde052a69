def generator():
    flag = not (yield x is y)
