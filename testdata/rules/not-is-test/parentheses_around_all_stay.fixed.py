flag = (x is not y)
flag = (x is not y)
value = -(x is not y)
assert (x is not y) is not z
