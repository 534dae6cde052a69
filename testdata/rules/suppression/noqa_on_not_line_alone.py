flag = (not  # noqa: E714
        x is "a")
flag = (not  # noqa: F632
        x is "a")
