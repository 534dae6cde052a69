flag = not call(x) in y[0].z
flag = not call(not x in y) in z
