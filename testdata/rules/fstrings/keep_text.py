s = f"x is 1 {y} not x in y"
