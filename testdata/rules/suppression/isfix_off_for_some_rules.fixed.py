# isfix: off[E711]
if x == None or x == "a":
    pass
# isfix: on
if x is None or x == "a":
    pass
