# noqa
x == "a"
# noqa: F632
flag = (  # noqa
    x == "a"
)  # noqa
