flag = (x
        is None)
flag = (x is
        None)
flag = (x
        is not
        None)
