# isfix-test: ignore-noqa
x is "a"  # noqa
x == None  # noqa: E711
not x in y  # pylint: disable=unneeded-not
# ruff: noqa
