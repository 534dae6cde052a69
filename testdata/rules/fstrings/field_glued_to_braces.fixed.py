s = f"{x == 1}{y != 2}"
s = f"{x not in y}"
s = f"{(x not in y)}"
