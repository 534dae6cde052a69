flag = not (call(1)
            .name is y)
flag = not call(
    1
) is y
