x is "a"  # see noqa
x is "a"  # nonoqa
