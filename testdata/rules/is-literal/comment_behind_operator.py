flag = (name is  # why
        "a")
flag = (name is not  # why
        "a")
flag = (name is# why
        "a")
