x == "a"  # noqa: E501
x is None  # noqa: F632
x not in y  # noqa: E714
