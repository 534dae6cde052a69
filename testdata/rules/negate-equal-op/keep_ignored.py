# isfix-test: select=SIM201 ignore=SIM201
x = not len(a) == 1
