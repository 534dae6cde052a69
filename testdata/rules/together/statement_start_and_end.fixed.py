x != "a"
x is not None
