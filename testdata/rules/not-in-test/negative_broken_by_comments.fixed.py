flag = (x  # one
            # two
            in  # three
            y)
