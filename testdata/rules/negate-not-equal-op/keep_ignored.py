# isfix-test: select=SIM202 ignore=SIM202
x = not len(a) != 1
