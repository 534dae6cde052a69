flag = not (x not  # one
            # two
            in  # three
            y)
