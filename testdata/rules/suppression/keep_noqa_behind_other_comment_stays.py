x is "a"  # type: ignore # noqa
x == None  # why # noqa: E711
