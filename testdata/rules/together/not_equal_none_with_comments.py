flag = not (x  # who
            == None)
flag = (not  # why
        x ==  # what
        None)
