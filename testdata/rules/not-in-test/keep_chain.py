flag = not x in y in z
flag = not (x in y in z)
flag = not x in y < z
flag = not (x < y in z)
