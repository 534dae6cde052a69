del x; flag = not y < z; w = 2
