# isfix-test: select=E712
show(f"{callable(x) == True=}")
show(f"{(x is y) != False = }")
