flag = (name
        is "a")
flag = (name
        is not "a")
