x == (not None)
x != -y
