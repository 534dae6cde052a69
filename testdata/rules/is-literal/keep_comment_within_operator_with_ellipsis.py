flag = (name is  # why
        not ...)
flag = (name is# why
        not ...)
flag = (name is  # why
        not  # really
        ...)
