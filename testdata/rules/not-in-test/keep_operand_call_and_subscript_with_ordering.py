flag = not call(x) < y[0].z
flag = not call(not x < y) < z
