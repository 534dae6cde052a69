# ruff: noqa
x is "a"
x == None
