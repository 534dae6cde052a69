flag = not (not x < y) < z
