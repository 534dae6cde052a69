x == None
# pylint: skip-file
x is "a"
