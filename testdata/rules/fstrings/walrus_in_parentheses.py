s = f"{(y := x is 1)}"
