flag = (  # outer
    (  # inner
        x is y))
