flag = (name is  # why
        not "a")
flag = (name is# why
        not "a")
flag = (name is  # why
        not  # really
        "a")
