# isfix: off[E711]
if x == None or x is "a":
    pass
# isfix: on
if x == None or x is "a":
    pass
