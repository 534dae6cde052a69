flag = (name is
        ...)
flag = (name is not
        ...)
