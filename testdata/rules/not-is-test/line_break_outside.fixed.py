flag = (
        x is not y)
flag = (z and
        x is not y and
        x is not z)
