flag = x is """one
two
three"""  # noqa: F632
