flag = call(x) not in y[0].z
flag = call(x not in y) not in z
