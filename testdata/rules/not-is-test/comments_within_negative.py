flag = (
    not  # a
    x  # b
    is  # c
    not
    y  # d
)
