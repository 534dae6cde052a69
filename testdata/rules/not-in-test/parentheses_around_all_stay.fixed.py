flag = (x not in y)
flag = (x not in y)
value = -(x not in y)
assert (x not in y) is not z
