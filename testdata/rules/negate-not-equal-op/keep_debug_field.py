# isfix-test: select=SIM202
x = f"{not len(a) != 1=}"
