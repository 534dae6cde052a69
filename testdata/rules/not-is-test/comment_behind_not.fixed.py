flag = (  # why
        x is not y)
flag = (# why
        x is not y)
