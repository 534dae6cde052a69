# isfix-test: select=ISF002
if (x  # one
        !=  # two
        list()): pass
if x == \
        list(): pass
if(x) == (list()): pass
x = f"{y == list()}"
