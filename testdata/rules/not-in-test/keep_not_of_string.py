flag = not "x in y"
text = "not x in y"
# not x in y
