flag = (
    # a
    x  # b
    is  # c

    y  # d
)
