flag = (x  # who
            is not None)
flag = (  # why
        x is not  # what
        None)
