s = f"{x is 1}{y is not 2}"
s = f"{not x in y}"
s = f"{(not x in y)}"
