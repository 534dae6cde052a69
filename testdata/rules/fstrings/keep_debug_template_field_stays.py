s = t"{x is 1=}"
