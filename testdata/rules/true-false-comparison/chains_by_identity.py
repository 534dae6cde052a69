# isfix-test: select=E712 style=truth
y = callable(x) == True is z
z = x < callable(x) == False
