# ruff: noqa: F632
x is "a"
x is None
x not in y
