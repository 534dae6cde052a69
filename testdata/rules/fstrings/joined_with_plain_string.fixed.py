s = "x is 1 " f"{x == 1}" " x is 1"
