s = "{x is 1}"
s = "{not x in y}"
