flag = not (call(1)
            .name in y)
flag = not call(
    1
) in y
