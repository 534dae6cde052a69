flag = not "x is y"
text = "not x is y"
# not x is y
