flag = (not  # why
        x in y)
flag = (not# why
        (x in y))
