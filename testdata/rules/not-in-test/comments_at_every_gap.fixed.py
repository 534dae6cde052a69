flag = (
    # a

    # b
    x
    # c
    not in
    # d
    y
    # e
)
