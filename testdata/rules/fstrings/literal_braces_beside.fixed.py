s = f"{{{x == 1}}}"
s = f"{{x is 1}} {x == 2}"
s = f"}}{{{x not in y}}}{{"
