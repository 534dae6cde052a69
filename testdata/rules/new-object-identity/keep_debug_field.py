# isfix-test: select=ISF002
x = f"{y is list()=}"
