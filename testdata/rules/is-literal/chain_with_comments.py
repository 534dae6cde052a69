flag = (first is  # one
        1  # two
        is not  # three
        second)
