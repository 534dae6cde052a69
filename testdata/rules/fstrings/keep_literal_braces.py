s = f"{{x is 1}}"
s = f"{{not x in y}} {z}"
