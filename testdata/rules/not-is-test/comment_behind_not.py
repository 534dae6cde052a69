flag = (not  # why
        x is y)
flag = (not# why
        (x is y))
