# isfix-test: select=E721
if (type(a)  # one
        ==  # two
        str): pass
if type(a) \
        != int: pass
x = f"{type(a) == str}" f"{type(a)!=str!r:>10}"
x = (type(  # inner
    a) == str)
