# isfix-test: select=ISF002
# x is list()
x = "x is list()"
