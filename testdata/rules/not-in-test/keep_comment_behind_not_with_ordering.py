flag = (not  # why
        x < y)
flag = (not# why
        (x < y))
