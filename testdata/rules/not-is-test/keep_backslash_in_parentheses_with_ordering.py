flag = not (x < \
    y)
