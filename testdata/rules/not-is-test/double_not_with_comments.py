flag = not (  # outer
    not (  # inner
        x is y))
