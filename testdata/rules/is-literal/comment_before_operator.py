flag = (name  # who
        is "a")
flag = (name  # who
        is not "a")
