# isfix-test: select=SIM202
if not (a  # keep
        != b): pass
if (  # keep
    len(a) == 1  # too
): pass
x = (  # why
     len(a)
     ==  # and
     1)
x = len(a) \
    == 1
