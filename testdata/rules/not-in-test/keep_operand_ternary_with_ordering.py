flag = not (x if y else z) < w
flag = not x < y if not x < z else not (y < z)
