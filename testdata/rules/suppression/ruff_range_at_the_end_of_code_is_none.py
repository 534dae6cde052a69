x == None  # ruff: disable[E711]
x == None
