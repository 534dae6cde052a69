# isfix-test: ignore-noqa
x == "a"  # noqa
x is None  # noqa: E711
x not in y  # pylint: disable=unneeded-not
# ruff: noqa
