flag = not (  # outer
    not (  # inner
        x < y))
