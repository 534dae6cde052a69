del x; flag = y not in z; w = 2
