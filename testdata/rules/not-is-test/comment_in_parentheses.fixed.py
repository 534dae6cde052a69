flag = (x is not  # keep
            y)
flag = (x  # keep
            is not y)
flag = (  # keep
    x is not y)
flag = (x is not y  # keep
            )
