flag = not (call(1)
            .name < y)
flag = not call(
    1
) < y
