flag = x is "a"; other = y is "b"  # noqa: E711
