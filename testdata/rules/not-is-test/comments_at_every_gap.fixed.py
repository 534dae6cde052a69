flag = (
    # a

    # b
    x
    # c
    is not
    # d
    y
    # e
)
