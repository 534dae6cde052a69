flag = not (  # outer
    not (  # inner
        x in y))
