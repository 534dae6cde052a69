flag = x is (y)
flag = (x) == [y]
