flag = (not
        x in y)
flag = (z and
        not x in y and
        not (x in z))
