flag = (first is  # one
        ...  # two
        is not  # three
        second)
