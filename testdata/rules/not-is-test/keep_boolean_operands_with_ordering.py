flag = not x < y and not (x < z) or not y < z
