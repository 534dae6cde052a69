flag = (x
        is  # noqa: F632
        "a")
flag = not (x
            in  # noqa: E713
            y)
