flag = not x is y is z
flag = not (x is y is z)
flag = not x is y < z
flag = not (x < y is z)
