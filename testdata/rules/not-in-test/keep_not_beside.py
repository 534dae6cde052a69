flag = not x, y in z
flag = not x and y in z
