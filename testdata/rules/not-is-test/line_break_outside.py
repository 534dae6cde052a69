flag = (not
        x is y)
flag = (z and
        not x is y and
        not (x is z))
