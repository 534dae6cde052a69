flag = not x, y is z
flag = not x and y is z
