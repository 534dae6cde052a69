# ruff: disable[E711, is-literal]
if x == None or x is "a":
    y = x != None
# ruff: enable[E711, is-literal]
