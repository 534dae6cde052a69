x is "a"  # noqa: E501
x == None  # noqa: F632
not x in y  # noqa: E714
