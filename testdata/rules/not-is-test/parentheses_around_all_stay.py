flag = (not x is y)
flag = (not (x is y))
value = -(not x is y)
assert (not x is y) is not z
