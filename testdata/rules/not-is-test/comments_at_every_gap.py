flag = (
    # a
    not
    # b
    x
    # c
    is
    # d
    y
    # e
)
