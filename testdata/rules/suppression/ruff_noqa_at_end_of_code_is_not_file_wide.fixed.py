x == "a"
y = 1  # ruff: noqa
