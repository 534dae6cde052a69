flag = (call(1)
            .name is not y)
flag = call(
    1
) is not y
