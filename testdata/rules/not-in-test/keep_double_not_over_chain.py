flag = not not x in y in z
