flag = (x is  # noqa
        "a")
flag = (x ==  # noqa: E711
        None)
