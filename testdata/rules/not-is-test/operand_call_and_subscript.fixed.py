flag = call(x) is not y[0].z
flag = call(x is not y) is not z
