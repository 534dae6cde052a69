flag = not (x in  # keep
            y)
flag = not (x  # keep
            in y)
flag = not (  # keep
    x in y)
flag = not (x in y  # keep
            )
