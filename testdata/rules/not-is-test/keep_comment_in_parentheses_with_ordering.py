flag = not (x <  # keep
            y)
flag = not (x  # keep
            < y)
flag = not (  # keep
    x < y)
flag = not (x < y  # keep
            )
