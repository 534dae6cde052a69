flag = not (x is  # one
            # two
            not  # three
            y)
