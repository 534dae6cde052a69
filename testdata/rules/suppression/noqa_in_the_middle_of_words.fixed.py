x == "a"  # see noqa
x == "a"  # nonoqa
