flag = x == (y := None)
