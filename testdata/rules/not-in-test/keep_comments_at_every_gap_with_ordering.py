flag = (
    # a
    not
    # b
    x
    # c
    <
    # d
    y
    # e
)
