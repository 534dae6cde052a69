flag = (name  # who
        is ...)
flag = (name  # who
        is not ...)
