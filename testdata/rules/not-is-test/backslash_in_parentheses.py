flag = not (x is \
    y)
