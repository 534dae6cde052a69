# flake8: noqa: E711
x == "a"
x == None
