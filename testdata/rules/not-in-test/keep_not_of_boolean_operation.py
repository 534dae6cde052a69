flag = not (x in y and z)
flag = not (x in y or x in z)
