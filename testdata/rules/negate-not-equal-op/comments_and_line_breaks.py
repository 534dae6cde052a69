# isfix-test: select=SIM202
if not (a  # keep
        != b): pass
if not (  # keep
    len(a) != 1  # too
): pass
x = (not  # why
     len(a)
     !=  # and
     1)
x = not len(a) \
    != 1
