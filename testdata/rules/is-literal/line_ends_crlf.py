x is "a"
flag = (x is
        not 1)
