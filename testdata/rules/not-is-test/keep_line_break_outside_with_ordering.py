flag = (not
        x < y)
flag = (z and
        not x < y and
        not (x < z))
