flag = (x  # one
        == None)
flag = (x ==  # two
        None)
flag = (x !=# three
        None)
flag = (x
        # four
        !=
        # five
        None)
