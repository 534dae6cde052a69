if x is None:
    pass
# ruff: disable[E711]
if x == None or x == "a":
    pass
# ruff: enable[E711]
if x is None:
    pass
