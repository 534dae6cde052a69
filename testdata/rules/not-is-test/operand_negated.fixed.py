flag = (x is not y) is not z
