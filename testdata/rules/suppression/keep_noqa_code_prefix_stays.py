x is "a"  # noqa: F6
x == None  # noqa: E71
not x in y  # noqa: E7
