flag = not call(x) is y[0].z
flag = not call(not x is y) is z
