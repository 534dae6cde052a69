flag = x is "a", y == None  # noqa: E711
