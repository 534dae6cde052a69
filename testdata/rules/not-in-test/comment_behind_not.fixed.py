flag = (  # why
        x not in y)
flag = (# why
        x not in y)
