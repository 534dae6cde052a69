flag = (not x < y)
flag = (not (x < y))
value = -(not x < y)
assert (not x < y) is not z
