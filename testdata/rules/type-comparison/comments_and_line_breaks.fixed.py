# isfix-test: select=E721
if (type(a)  # one
        is  # two
        str): pass
if type(a) \
        is not int: pass
x = f"{type(a) is str}" f"{type(a) is not str!r:>10}"
x = (type(  # inner
    a) is str)
