del x; flag = not y in z; w = 2
