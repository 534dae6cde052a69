# noqa
x is "a"
# noqa: F632
flag = (  # noqa
    x is "a"
)  # noqa
