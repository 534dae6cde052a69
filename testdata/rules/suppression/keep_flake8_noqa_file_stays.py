# flake8: noqa
x is "a"
not x in y
