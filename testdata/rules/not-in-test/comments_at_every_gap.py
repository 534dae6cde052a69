flag = (
    # a
    not
    # b
    x
    # c
    in
    # d
    y
    # e
)
