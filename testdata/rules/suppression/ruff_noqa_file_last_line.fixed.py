x == "a"
x == None
# ruff: noqa: E711
