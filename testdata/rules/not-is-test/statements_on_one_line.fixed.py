del x; flag = y is not z; w = 2
