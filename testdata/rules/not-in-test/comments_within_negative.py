flag = (
    not  # a
    x  # b
    not  # c
    in
    y  # d
)
