flag = not not x is y is z
