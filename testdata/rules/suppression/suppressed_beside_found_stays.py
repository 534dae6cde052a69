x is "a"  # noqa
x is "b"
