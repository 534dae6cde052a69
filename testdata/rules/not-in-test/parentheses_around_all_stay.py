flag = (not x in y)
flag = (not (x in y))
value = -(not x in y)
assert (not x in y) is not z
