# isfix-test: select=E712 style=truth
y = callable(x) is True is z
z = x < callable(x) is False
