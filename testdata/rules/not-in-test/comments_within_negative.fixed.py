flag = (
    # a
    x  # b
    # c
    in
    y  # d
)
