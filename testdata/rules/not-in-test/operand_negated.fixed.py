flag = (x not in y) not in z
