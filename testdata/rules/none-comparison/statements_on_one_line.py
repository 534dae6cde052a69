x = 1; flag = x == None; del x
