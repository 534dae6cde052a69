x = 1; flag = x == nothing; del x
