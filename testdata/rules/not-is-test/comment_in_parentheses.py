flag = not (x is  # keep
            y)
flag = not (x  # keep
            is y)
flag = not (  # keep
    x is y)
flag = not (x is y  # keep
            )
