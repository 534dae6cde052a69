flag = x == "a", y == None  # noqa: E711
