# isfix: off
if x == None or x is "a" or not x in y:
    pass
# isfix: on
