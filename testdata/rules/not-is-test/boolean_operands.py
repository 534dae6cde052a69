flag = not x is y and not (x is z) or not y is not z
