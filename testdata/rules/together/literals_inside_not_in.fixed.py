flag = (x == "a") not in (y == 1, z)
