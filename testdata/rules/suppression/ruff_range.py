if x == None:
    pass
# ruff: disable[E711]
if x == None or x is "a":
    pass
# ruff: enable[E711]
if x == None:
    pass
