flag = (name ==  # why
            "a")  # end
flag = (  # first
        name  # second
        != "a")
