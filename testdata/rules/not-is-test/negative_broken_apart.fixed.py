flag = (x is
            y)
flag = (x is \
            y)
