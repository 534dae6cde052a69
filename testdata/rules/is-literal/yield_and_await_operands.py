def generator():
    flag = (yield) is "a"
    flag = (yield from other) is not 1
