flag = not (x if y else z) is w
flag = not x is y if not x is z else not (y is z)
