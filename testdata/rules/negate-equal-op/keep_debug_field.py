# isfix-test: select=SIM201
x = f"{not len(a) == 1=}"
