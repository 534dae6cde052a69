x is None  # ruff: disable[E711]
x is None
