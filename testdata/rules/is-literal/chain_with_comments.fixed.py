flag = (first ==  # one
        1  # two
        !=  # three
        second)
