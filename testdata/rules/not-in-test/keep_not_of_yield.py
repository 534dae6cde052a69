def generator():
    flag = not (yield x in y)
