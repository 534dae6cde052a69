flag = not (x is "a") in (y is 1, z)
