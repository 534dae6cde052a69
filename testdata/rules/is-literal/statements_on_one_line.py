del x; flag = name is "a"; y = 2
if name is 1: pass; flag = name is 2
