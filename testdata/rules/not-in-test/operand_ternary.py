flag = not (x if y else z) in w
flag = not x in y if not x in z else not (y in z)
