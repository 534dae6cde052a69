flag = (x is  # one
            # two
            # three
            y)
