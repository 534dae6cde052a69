flag = (  # outer
    (  # inner
        x in y))
