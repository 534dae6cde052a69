flag = not (x in \
    y)
