flag = (name !=  # is not
        "a")  # is "a"
