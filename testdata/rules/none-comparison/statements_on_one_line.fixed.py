x = 1; flag = x is None; del x
