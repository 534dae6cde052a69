flag = (name !=  # why
        "a")
flag = (name !=# why
        "a")
flag = (name !=  # why
        # really
        "a")
