# isfix-test: select=E721
x = f"{type(a) == str=}"
