del x; flag = name == "a"; y = 2
if name == 1: pass; flag = name == 2
