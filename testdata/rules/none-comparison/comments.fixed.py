flag = (x  # one
        is None)
flag = (x is  # two
        None)
flag = (x is not# three
        None)
flag = (x
        # four
        is not
        # five
        None)
