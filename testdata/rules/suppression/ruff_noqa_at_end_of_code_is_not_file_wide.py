x is "a"
y = 1  # ruff: noqa
