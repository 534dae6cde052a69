flag = (name is  # is not
        not ...)  # is "a"
