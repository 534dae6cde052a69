del x; flag = not y is z; w = 2
