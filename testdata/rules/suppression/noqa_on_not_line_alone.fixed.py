flag = (not  # noqa: E714
        x == "a")
flag = (  # noqa: F632
        x != "a")
