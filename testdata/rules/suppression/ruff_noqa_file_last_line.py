x is "a"
x == None
# ruff: noqa: E711
