flag = (call(1)
            .name not in y)
flag = call(
    1
) not in y
