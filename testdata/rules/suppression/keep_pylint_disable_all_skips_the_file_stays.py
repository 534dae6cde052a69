x == None
y = 1  # pylint: disable=all
x is "a"
