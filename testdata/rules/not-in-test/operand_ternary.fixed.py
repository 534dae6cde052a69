flag = (x if y else z) not in w
flag = x not in y if x not in z else y not in z
