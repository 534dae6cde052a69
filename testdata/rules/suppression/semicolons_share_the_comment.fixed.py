flag = x == "a"; other = y == "b"  # noqa: E711
