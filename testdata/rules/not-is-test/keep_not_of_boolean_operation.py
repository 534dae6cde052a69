flag = not (x is y and z)
flag = not (x is y or x is z)
