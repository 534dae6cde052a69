s = f"{{{x is 1}}}"
s = f"{{x is 1}} {x is 2}"
s = f"}}{{{not x in y}}}{{"
