flag = (x not in  # keep
            y)
flag = (x  # keep
            not in y)
flag = (  # keep
    x not in y)
flag = (x not in y  # keep
            )
