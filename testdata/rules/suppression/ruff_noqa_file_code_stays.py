# ruff: noqa: F632
x is "a"
x == None
not x in y
