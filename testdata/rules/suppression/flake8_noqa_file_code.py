# flake8: noqa: E711
x is "a"
x == None
