x is "a"  # noqa
x == "b"
