def generator():
    flag = (yield) == "a"
    flag = (yield from other) != 1
