x is "a"  # noqa: R0123
x == None  # noqa: C0121
not x in y  # noqa: C0117
not x is y  # noqa: C0113
