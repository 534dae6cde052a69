flag = (name is  # is not
        not "a")  # is "a"
