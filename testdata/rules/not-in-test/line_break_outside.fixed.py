flag = (
        x not in y)
flag = (z and
        x not in y and
        x not in z)
