flag = not (name is  # why
            not "a")  # end
flag = (not  # first
        name  # second
        is "a")
