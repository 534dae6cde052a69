flag = x is \
    "a" and \
    y  # noqa
