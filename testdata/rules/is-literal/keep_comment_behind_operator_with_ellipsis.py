flag = (name is  # why
        ...)
flag = (name is not  # why
        ...)
flag = (name is# why
        ...)
