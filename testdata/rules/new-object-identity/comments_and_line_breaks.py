# isfix-test: select=ISF002
if (x  # one
        is  # two
        not list()): pass
if x is \
        list(): pass
if(x)is(list()): pass
x = f"{y is list()}"
