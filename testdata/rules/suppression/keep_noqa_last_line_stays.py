flag = (x is
        "a")  # noqa
flag = (x
        == None)  # noqa: E711
